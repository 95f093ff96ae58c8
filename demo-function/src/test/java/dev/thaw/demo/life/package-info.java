/**
 * Lambda's life and what it does to connections: freezes, faults, storms, checkpoints, many invocations at once, the end.
 * Real servers, real drivers, the real runtime client, the packaged agent.
 */
package dev.thaw.demo.life;
