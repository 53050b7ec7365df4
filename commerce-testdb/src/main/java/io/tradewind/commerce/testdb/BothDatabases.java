package io.tradewind.commerce.testdb;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Stands in place of {@code @Test} and runs the method once on H2 and once on PostgreSQL. The method may ask for a
 * {@link TestDatabase}, a {@link javax.sql.DataSource}, a {@link CountingDataSource} or the {@link Engine}; all of them
 * lead to the same database.
 *
 * <p>The methods of a class share one database per engine. At the start it holds what the module's {@link Preparation}
 * puts there, or nothing if there is none. {@code -Dtest.engine=H2} runs only that engine.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(BothDatabasesExtension.class)
public @interface BothDatabases {
    /** Gives the method a database that no other method has seen. */
    boolean fresh() default false;

    /** Gives the method a fresh database in which there is nothing at all. */
    boolean empty() default false;
}
