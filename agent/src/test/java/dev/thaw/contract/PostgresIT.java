package dev.thaw.contract;

class PostgresIT extends Contract {
    PostgresIT() {
        super(Target.POSTGRESQL);
    }
}
