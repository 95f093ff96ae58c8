package dev.thaw.intercept;

/** What a setting is for, told by its name. */
enum Role {
    URL,
    USER,
    PASSWORD,
    /** Another password: of a key store, a second factor. */
    SECRET,
    /** Where it is set, the connection is nobody else's. */
    UNSHARED,
    OTHER;

    /** Connector/J keeps the columns of results with the connection, where a migration leaves them as they were. */
    static final String COLUMN_CACHE = "cacheResultSetMetadata";

    /** Connector/J asks a class of the application's to change any settings as it connects. */
    static final String TRANSFORM = "propertiesTransform";

    static Role of(String name) {
        if (name.equalsIgnoreCase("url")) {
            return URL;
        }
        if (name.equalsIgnoreCase("user")) {
            return USER;
        }
        if (name.equalsIgnoreCase("password")) {
            return PASSWORD;
        }
        if (name.equalsIgnoreCase(COLUMN_CACHE) || name.equalsIgnoreCase(TRANSFORM)) {
            return UNSHARED;
        }
        return Urls.isSecretName(name, 0, name.length()) ? SECRET : OTHER;
    }
}
