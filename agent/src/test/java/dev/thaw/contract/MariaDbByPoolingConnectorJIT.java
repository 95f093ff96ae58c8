package dev.thaw.contract;

class MariaDbByPoolingConnectorJIT extends Contract {
    MariaDbByPoolingConnectorJIT() {
        super(Target.MARIADB_BY_CONNECTOR_J_POOLING_STATEMENTS);
    }
}
