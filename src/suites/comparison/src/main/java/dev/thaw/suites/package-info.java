/** What other projects' own tests say with the agent and without it. Imports the JDK alone. */
package dev.thaw.suites;
