CREATE TABLE document (
  number INTEGER PRIMARY KEY,                    -- the 12 of d12, in this store only
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16) -- random, the same in every store
) STRICT;

CREATE TABLE revision (
  sequence INTEGER PRIMARY KEY,                  -- the order of arrival in this store
  name BLOB NOT NULL UNIQUE CHECK (length(name) = 32), -- SHA-256 over all that follows and the parents
  document INTEGER NOT NULL REFERENCES document,
  kind TEXT NOT NULL CHECK (kind IN ('model', 'decision', 'postmortem', 'forecasts')),
  slug TEXT NOT NULL CHECK (slug <> ''),
  time INTEGER NOT NULL,                         -- milliseconds since 1970 in UTC
  text BLOB NOT NULL                             -- empty where the document was removed
) STRICT;

CREATE INDEX revision_of_document ON revision (document, sequence);

CREATE INDEX revision_by_slug ON revision (slug);

CREATE TABLE parent (
  revision INTEGER NOT NULL REFERENCES revision,
  parent INTEGER NOT NULL REFERENCES revision,
  PRIMARY KEY (revision, parent),
  CHECK (parent < revision)
) STRICT, WITHOUT ROWID;

CREATE INDEX child ON parent (parent);

CREATE TRIGGER document_is_not_updated BEFORE UPDATE ON document
BEGIN SELECT RAISE (ABORT, 'documents are immutable'); END;

CREATE TRIGGER document_is_not_deleted BEFORE DELETE ON document
BEGIN SELECT RAISE (ABORT, 'documents are immutable'); END;

CREATE TRIGGER revision_is_not_updated BEFORE UPDATE ON revision
BEGIN SELECT RAISE (ABORT, 'revisions are immutable'); END;

CREATE TRIGGER revision_is_not_deleted BEFORE DELETE ON revision
BEGIN SELECT RAISE (ABORT, 'revisions are immutable'); END;

CREATE TRIGGER parent_is_not_updated BEFORE UPDATE ON parent
BEGIN SELECT RAISE (ABORT, 'revisions are immutable'); END;

CREATE TRIGGER parent_is_not_deleted BEFORE DELETE ON parent
BEGIN SELECT RAISE (ABORT, 'revisions are immutable'); END;

CREATE TABLE head (
  revision INTEGER PRIMARY KEY REFERENCES revision,
  document INTEGER NOT NULL REFERENCES document,
  kind TEXT NOT NULL,
  slug TEXT NOT NULL,
  removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
  title TEXT NOT NULL,
  body INTEGER NOT NULL,                         -- the byte where the text behind the header begins
  updated INTEGER NOT NULL,
  state TEXT,                                    -- of a decision
  created TEXT,
  decide_by TEXT,
  decided TEXT,
  about INTEGER REFERENCES document              -- the decision of a postmortem
, has_outcome INTEGER NOT NULL DEFAULT 0 CHECK (has_outcome IN (0, 1))) STRICT;

CREATE INDEX head_by_slug ON head (slug);

CREATE INDEX head_of_document ON head (document);

CREATE INDEX head_by_time ON head (updated);

CREATE INDEX head_about ON head (about) WHERE about IS NOT NULL;

CREATE TABLE tag (
  head INTEGER NOT NULL REFERENCES head ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (head, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX head_by_tag ON tag (tag);

CREATE INDEX head_taken ON head (updated) WHERE state IN ('decided', 'resolved');

CREATE TABLE folded (
  revision INTEGER PRIMARY KEY REFERENCES head ON DELETE CASCADE,
  title TEXT NOT NULL,
  slug TEXT NOT NULL,
  names TEXT NOT NULL,                           -- tags and what else the header says
  body TEXT NOT NULL,
  variants TEXT NOT NULL                         -- words as they read without marks and entities in them
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
  title, slug, names, body, variants, content = 'folded', content_rowid = 'revision', tokenize = 'ascii'
);

CREATE TABLE link (
  head INTEGER NOT NULL REFERENCES head ON DELETE CASCADE,
  number INTEGER NOT NULL,                       -- which of the text's links it is, from 1
  line INTEGER NOT NULL,
  target TEXT NOT NULL,                          -- a slug
  section TEXT,
  revision TEXT,                                 -- the beginning of its name
  PRIMARY KEY (head, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_to ON link (target);

CREATE TABLE prediction (
  head INTEGER NOT NULL REFERENCES head ON DELETE CASCADE,
  number INTEGER NOT NULL,                       -- an outcome calls it 'prediction 1'
  line INTEGER NOT NULL,
  text TEXT NOT NULL,
  probability REAL CHECK (probability BETWEEN 0 AND 1),
  range TEXT,                                    -- as it is written; neither where the line cannot be read
  due TEXT,                                      -- the day by which it is to be known
  forecaster TEXT,                               -- whose forecast it is; the writer's own where it is null
  PRIMARY KEY (head, number),
  CHECK (probability IS NULL OR range IS NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX prediction_due ON prediction (due) WHERE due IS NOT NULL;

CREATE TABLE prediction_tag (
  head INTEGER NOT NULL,
  number INTEGER NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (head, number, tag),
  FOREIGN KEY (head, number) REFERENCES prediction ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX prediction_by_tag ON prediction_tag (tag);

CREATE TABLE outcome (
  head INTEGER NOT NULL REFERENCES head ON DELETE CASCADE,
  number INTEGER NOT NULL,                       -- which of the lines it is, from 1; of one subject the last counts
  line INTEGER NOT NULL,
  text TEXT NOT NULL,
  date TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('payoff', 'prediction', 'belief', 'branch')),
  subject TEXT NOT NULL,                         -- 'payoff', 'prediction 1', a name of Beliefs, or 'happened'
  value TEXT NOT NULL,                           -- as it is written
  PRIMARY KEY (head, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
  head INTEGER NOT NULL REFERENCES head ON DELETE CASCADE,
  number INTEGER NOT NULL,                       -- which of the text's checkpoints it is, from 1
  line INTEGER NOT NULL,
  text TEXT NOT NULL,
  date TEXT NOT NULL,
  PRIMARY KEY (head, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX checkpoint_due ON checkpoint (date);
