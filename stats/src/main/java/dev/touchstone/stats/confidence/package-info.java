/// What a model's confidence is worth: calibration metrics, thresholds that may be trusted with a certificate
/// ([AnytimeCertificate] whenever one asks, [LearnThenTestCertificate] once), and shifts of a distribution.
@NullMarked
package dev.touchstone.stats.confidence;

import org.jspecify.annotations.NullMarked;
