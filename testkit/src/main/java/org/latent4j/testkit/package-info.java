/**
 * Contract tests for plugins, and gradient checks. A test class implements the contract of what it
 * tests, gives the subject and a few examples, and inherits the tests.
 */
package org.latent4j.testkit;
