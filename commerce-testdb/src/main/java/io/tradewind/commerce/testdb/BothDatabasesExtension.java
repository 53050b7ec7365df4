package io.tradewind.commerce.testdb;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a {@link BothDatabases} method once per engine; JUnit closes the databases with the class or the method. */
final class BothDatabasesExtension implements TestTemplateInvocationContextProvider {
    private static final Namespace NAMESPACE = Namespace.create(BothDatabasesExtension.class);
    private static final Map<Class<?>, Function<OpenDatabase, Object>> PARAMETERS = Map.of(
            TestDatabase.class, OpenDatabase::database,
            DataSource.class, OpenDatabase::counting,
            CountingDataSource.class, OpenDatabase::counting,
            Engine.class, it -> it.database().engine());

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        String only = System.getProperty("test.engine", "");
        return Arrays.stream(Engine.values())
                .filter(engine -> only.isEmpty() || engine.name().equalsIgnoreCase(only))
                .map(EngineInvocation::new);
    }

    private record EngineInvocation(Engine engine) implements TestTemplateInvocationContext, ParameterResolver {
        @Override
        public String getDisplayName(int invocationIndex) {
            return engine.toString();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return PARAMETERS.containsKey(parameter.getParameter().getType());
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            ExtensionContext home = home(context);
            // A store also looks into those of its parents, so the key must name the home.
            String key = home.getUniqueId() + engine;
            boolean empty = annotation(context).empty();
            OpenDatabase open = home.getStore(NAMESPACE)
                    .getOrComputeIfAbsent(key, it -> OpenDatabase.of(engine, empty), OpenDatabase.class);
            Function<OpenDatabase, Object> view =
                    requireNonNull(PARAMETERS.get(parameter.getParameter().getType()));
            return view.apply(open);
        }

        /** The scope that owns the database: this run of the method, or the whole class. */
        private static ExtensionContext home(ExtensionContext context) {
            BothDatabases wanted = annotation(context);
            ExtensionContext method = context.getParent().orElseThrow();
            return wanted.fresh() || wanted.empty()
                    ? context
                    : method.getParent().orElseThrow();
        }

        private static BothDatabases annotation(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), BothDatabases.class)
                    .orElseThrow();
        }
    }

    private record OpenDatabase(TestDatabase database, CountingDataSource counting) implements AutoCloseable {
        static OpenDatabase of(Engine engine, boolean empty) {
            TestDatabase database = empty ? TestDatabases.open(engine) : TestDatabases.prepared(engine);
            return new OpenDatabase(database, new CountingDataSource(database.dataSource()));
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
