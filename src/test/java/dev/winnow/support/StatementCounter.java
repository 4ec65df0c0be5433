package dev.winnow.support;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Counts what the applications of the tests ask their databases: each execution once, a batch of rows as one. The search
 * index and what runs by the clock work behind everyone's back and are left out. Part of every context that {@link OnH2}
 * or {@link OnPostgres} starts.
 */
public final class StatementCounter implements BeanPostProcessor {
    private static final List<String> BEHIND_THE_BACK = List.of("search-index", "scheduling-");
    private static final List<String> EXECUTED = new CopyOnWriteArrayList<>();
    private static volatile boolean counting;

    /** For contexts that are made by hand, too. */
    public StatementCounter() {}

    /** What is to be measured. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /** The SQL that was executed while the work ran. */
    public static List<String> during(Work work) throws Exception {
        EXECUTED.clear();
        counting = true;
        try {
            work.run();
        } finally {
            counting = false;
        }
        return List.copyOf(EXECUTED);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource dataSource ? counted(dataSource, DataSource.class, "") : bean;
    }

    private static Object counted(Object target, Class<?> type, String sql) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            note(method, arguments, sql);
            Object result;
            try {
                result = method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            String prepared =
                    arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : "";
            return switch (result) {
                case PreparedStatement statement -> counted(statement, PreparedStatement.class, prepared);
                case Statement statement -> counted(statement, Statement.class, prepared);
                case Connection connection
                when method.getName().equals("getConnection") && type == DataSource.class ->
                    counted(connection, Connection.class, "");
                case null, default -> result;
            };
        };
        return Proxy.newProxyInstance(StatementCounter.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static void note(Method method, Object[] arguments, String sql) {
        String thread = Thread.currentThread().getName();
        if (counting
                && BEHIND_THE_BACK.stream().noneMatch(thread::startsWith)
                && method.getName().startsWith("execute")) {
            EXECUTED.add(arguments != null && arguments.length > 0 ? String.valueOf(arguments[0]) : sql);
        }
    }
}
