package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.KeyRule;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.catalog.ImportOptions;
import io.tradewind.commerce.catalog.ImportReport;
import io.tradewind.commerce.catalog.RowError;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Product files. */
final class ImportRoutes {
    private ImportRoutes() {}

    record ProductFile(
            @Field(value = "The file's text: CSV with a header", min = 1, max = 9_000_000)
            String csv,

            @Field("Only say what it would do") boolean dryRun,
            @Field("A single mistake keeps everything out") Optional<Boolean> allOrNothing,
            @Field("New products stay unpublished") Optional<Boolean> asDrafts,

            @Field("Each product also goes into a category named after its type")
            Optional<Boolean> categoriesFromTypes) {
        ImportOptions options() {
            return new ImportOptions(
                    allOrNothing.orElse(false), asDrafts.orElse(false), categoriesFromTypes.orElse(false));
        }
    }

    record Row(
            @Field("Line of the file, counted from 1; 0 for the whole file")
            int line,

            Optional<String> column,
            String value,
            @Field("What is wrong and what to do") String cure) {
        static Row of(RowError it) {
            return new Row(it.line(), Shapes.filled(it.column()), it.value(), it.cure());
        }
    }

    record Report(
            boolean dryRun,
            @Field("Products") int created,
            int updated,
            int unchanged,
            int refused,
            List<Row> errors,
            List<Row> notes) {}

    static List<ApiRoute> all() {
        return List.of(ApiRoute.post("/imports")
                .called("importProducts", "Imports", "Takes a product file in, or says what it would do")
                .note("A product goes in whole or not at all; the same file twice changes nothing the second time.")
                .needs(Permission.CATALOG)
                .large()
                .once(KeyRule.CLAIMED)
                .body(
                        ProductFile.class,
                        "{\"csv\": \"Handle,Title,Variant SKU,Variant Price\\nimported-cup,Imported"
                                + " cup,IMP-CUP,9.90\\n\", \"dryRun\": true}")
                .answers(Report.class)
                .by(ImportRoutes::take));
    }

    private static ApiReply take(ApiCall call) {
        ProductFile file = call.body(ProductFile.class);
        InputStream csv = new ByteArrayInputStream(file.csv().getBytes(StandardCharsets.UTF_8));
        ImportReport it = file.dryRun()
                ? call.shop().imports().dryRun(csv, file.options())
                : call.shop().imports().run(csv, file.options());
        return ApiReply.of(report(file.dryRun(), it));
    }

    static Report report(boolean dryRun, ImportReport it) {
        return new Report(
                dryRun,
                it.created(),
                it.updated(),
                it.unchanged(),
                it.refused(),
                ApiCall.each(it.errors(), Row::of),
                ApiCall.each(it.notes(), Row::of));
    }
}
