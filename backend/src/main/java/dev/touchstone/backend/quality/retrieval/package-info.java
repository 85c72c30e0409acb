/// How many errors are retrieval's, by cause and by source. Entry class [RetrievalFindings]. It reads what
/// decisions say of sources, and never the sources themselves.
@NullMarked
package dev.touchstone.backend.quality.retrieval;

import org.jspecify.annotations.NullMarked;
