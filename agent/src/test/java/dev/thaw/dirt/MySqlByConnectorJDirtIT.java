package dev.thaw.dirt;

import dev.thaw.contract.Target;

class MySqlByConnectorJDirtIT extends Catalogue {
    MySqlByConnectorJDirtIT() {
        super(Target.MYSQL_BY_CONNECTOR_J, MySqlDirt.all());
    }
}
