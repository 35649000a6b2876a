-- Decisions that were taken, few among many: what is scored looks at how they turned out.

CREATE INDEX head_taken ON head (updated) WHERE state IN ('decided', 'resolved');
