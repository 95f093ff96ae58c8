/** Stand-ins for what a real server cannot show: exact calls, a probe that hangs, two owners at once. */
package dev.thaw.stub;
