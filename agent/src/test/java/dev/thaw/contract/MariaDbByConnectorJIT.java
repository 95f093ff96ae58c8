package dev.thaw.contract;

class MariaDbByConnectorJIT extends Contract {
    MariaDbByConnectorJIT() {
        super(Target.MARIADB_BY_CONNECTOR_J);
    }
}
