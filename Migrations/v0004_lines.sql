-- What the current texts say line by line: links, predictions, outcomes and checkpoints, as the reader of documents has
-- them. No query looks for words in texts to know what they say.

DROP TABLE link;

ALTER TABLE head ADD COLUMN has_outcome INTEGER NOT NULL DEFAULT 0 CHECK (has_outcome IN (0, 1));

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

-- The program makes the derived tables again in the transaction of this step.
DELETE FROM head;
