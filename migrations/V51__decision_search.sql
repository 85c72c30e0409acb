-- A reviewer's decisions, newest first, go by id as all others do: ids ascend with time.
CREATE INDEX decision_of_reviewer ON decision (reviewer, id);
DROP INDEX decision_reviewer;
