/**
 * What is run: each handler with its database, without and with the agent. The comparison and the end-to-end tests share
 * it.
 */
package dev.thaw.demo.scenario;
