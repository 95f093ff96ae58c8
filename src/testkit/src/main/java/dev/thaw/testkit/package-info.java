/** Real servers. */
package dev.thaw.testkit;
