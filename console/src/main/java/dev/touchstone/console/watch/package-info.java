/// What is watched of a pipeline, for its owners: alarms, samples and plans, what users and sources say, how reviewers
/// agree. [WatchFeature] is the way in. It computes no figure.
@NullMarked
package dev.touchstone.console.watch;

import org.jspecify.annotations.NullMarked;
