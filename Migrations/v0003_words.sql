-- Search by the words as people fold them (see SearchFolding): any part of a word in scripts without spaces is found,
-- Łódź by lodz, and what the header says. The folded texts stand in a table, so that the index can be made anew and
-- checked by SQLite alone.

DROP TABLE search;
DROP VIEW searchable;

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

-- The program makes the derived tables again in the transaction of this step.
DELETE FROM head;
