package dev.thaw.benchmark.stub;

import java.io.PrintWriter;
import java.sql.Connection;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** The driver's DataSource, with settings such as the real ones have, and no {@code Reference} to give. */
public final class StubDataSource implements DataSource {
    private String serverName = "127.0.0.1";
    private String databaseName = "benchmark";
    private String user;
    private String password;
    private int portNumber = 3306;
    private int loginTimeout;
    private boolean useTls = true;
    private PrintWriter logWriter;

    public StubDataSource(String user, String password) {
        this.user = user;
        this.password = password;
    }

    @Override
    public Connection getConnection() {
        return getConnection(user, password);
    }

    @Override
    public Connection getConnection(String asUser, String withPassword) {
        return StubConnection.open();
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        logWriter = out;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    public void setUser(String name) {
        user = name;
    }

    public void setPassword(String secret) {
        password = secret;
    }

    public void setServerName(String name) {
        serverName = name;
    }

    public void setPortNumber(int port) {
        portNumber = port;
    }

    public void setDatabaseName(String name) {
        databaseName = name;
    }

    public void setUseTls(boolean on) {
        useTls = on;
    }

    @Override
    public String toString() {
        return serverName + ":" + portNumber + "/" + databaseName + (useTls ? " by TLS" : "");
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
