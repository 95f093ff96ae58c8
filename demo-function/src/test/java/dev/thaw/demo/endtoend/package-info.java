/** The demo's handlers with the packaged agent, on the local Lambda, against real servers. */
package dev.thaw.demo.endtoend;
