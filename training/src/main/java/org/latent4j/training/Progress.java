package org.latent4j.training;

import java.util.Map;

/**
 * Where a training stands after a step.
 *
 * @param epoch the epoch under way, counted from 1
 * @param epochs epochs of the whole training
 * @param step steps made so far
 * @param steps steps of the whole training
 * @param terms the step's batch means, named as in {@link EpochMetrics#terms()}; overwritten by the
 *     next step
 */
public record Progress(int epoch, int epochs, long step, long steps, Map<String, Double> terms) {}
