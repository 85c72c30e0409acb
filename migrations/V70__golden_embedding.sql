-- What an input means, as a vector of the configured model: float32, little-endian, in Base64. space tells which vectors
-- compare. Made again when the model changes, gone with the input's texts.
CREATE TABLE golden_embedding (
    input_id TEXT   NOT NULL PRIMARY KEY REFERENCES golden_input (id),
    space    TEXT   NOT NULL,
    vector   TEXT   NOT NULL,
    made_at  BIGINT NOT NULL
);
