package dev.thaw.contract;

class MySqlByConnectorJIT extends Contract {
    MySqlByConnectorJIT() {
        super(Target.MYSQL_BY_CONNECTOR_J);
    }
}
