/// The demo: backend, bot and sandbox in one process, with a pipeline of made-up outputs. Entry class [DemoCommand].
@NullMarked
package dev.touchstone.app.demo;

import org.jspecify.annotations.NullMarked;
