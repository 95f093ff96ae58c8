package dev.thaw.intercept;

/** What a setting is for, told by its name. */
enum Role {
    URL,
    USER,
    PASSWORD,
    /** Another password: of a key store, a second factor. */
    SECRET,
    /** Whether Connector/J keeps the columns of results with the connection, where a migration leaves them as they were. */
    COLUMN_CACHE,
    OTHER;

    static final String COLUMN_CACHE_NAME = "cacheResultSetMetadata";

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
        if (name.equalsIgnoreCase(COLUMN_CACHE_NAME)) {
            return COLUMN_CACHE;
        }
        return Urls.isSecretName(name, 0, name.length()) ? SECRET : OTHER;
    }
}
