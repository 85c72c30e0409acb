-- Which of its output's sources a decision marked, as JSON. {} where it could have marked some; NULL for approvals, for
-- outputs without sources, and for decisions from before they could be marked.
ALTER TABLE decision ADD COLUMN sources TEXT;
