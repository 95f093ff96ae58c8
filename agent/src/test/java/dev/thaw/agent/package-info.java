/** What the entry point does by itself. */
package dev.thaw.agent;
