package dev.thaw.intercept;

import dev.thaw.cache.Key;
import dev.thaw.session.DriverKind;
import dev.thaw.session.Opener;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What was asked for, and by what: enough to ask once more. */
interface Request extends Opener {

    Key key();

    /** The DataSource that was asked; null where none was. */
    DataSource source();

    /** What a driver was asked for, or what the DataSource says that it connects to; null where it does not say. */
    String url();

    /** What decides whether it is served. Null where only the opened connection tells for certain. */
    String givenUrl();

    /** Whether such a driver was asked for another URL, if at all: who was asked for this one may choose differently each time. */
    boolean isBeyond(DriverKind driver, Connection opened) throws SQLException;

    /** Whether it fell to a driver whose refusals are known. */
    boolean isOfProvenDriver();

    /** Whether it would be asked for by the same key now: the application may have changed its DataSource since. */
    boolean isStillAsked();

    /** Leads past our own hooks only when {@link Openings} calls it. Null where it cannot be asked again. */
    Connection openNow(DriverManagerBody driverManager) throws SQLException;
}
