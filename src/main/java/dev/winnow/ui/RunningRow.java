package dev.winnow.ui;

import dev.winnow.deployment.Environments.Running;
import dev.winnow.project.SeverityCounts;

/**
 * What runs in an environment, as lists show it.
 *
 * @param fixes findings of the build that are fixed already and wait to be deployed
 */
record RunningRow(Running running, SeverityCounts fixes) {}
