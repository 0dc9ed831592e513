package io.herald.control.data;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.herald.control.http.InputCheck;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rows that enrichments look up, as a caller sends them: either rows or csv. */
@Schema(name = "DataRequest", title = "Rows of a resource")
@JsonIgnoreProperties({
  "id",
  "name",
  "columns",
  "rowCount",
  "digest",
  "created",
  "createdBy",
  "lastModified",
  "lastModifiedBy"
})
record DataRequest(
    @Schema(description = "For people; the name when absent", example = "Shops")
        @Nullable String label,
    @Schema(
            description = "Objects with the columns as properties; at most 100,000",
            example = "[{\"id\": \"paris\", \"city\": \"Paris\", \"opens\": 9}]")
        @Nullable List<Map<String, JsonNode>> rows,
    @Schema(
            description =
                "Instead of rows: a table whose first line names the columns, separated by comma,"
                    + " semicolon or tab",
            example = "id,city\nparis,Paris")
        @Nullable String csv,
    @Schema(
            description = "The revision this is a change of; 409 when there is a newer one",
            example = "1")
        @Nullable Integer revision) {
  private static final int MAX_LABEL = 255;
  private static final int MAX_CSV = 16 << 20;

  /** The rows; use them only when the check has no findings. */
  Rows read(InputCheck check) {
    if ((rows == null) == (csv == null)) {
      check.refuse("rows", "Give either 'rows' or 'csv'; no rows at all are an empty list.");
      return new Rows(List.of(), List.of());
    }
    return rows == null
        ? Rows.ofCsv(check, check.text("csv", csv, MAX_CSV))
        : Rows.ofJson(check, rows);
  }

  String readLabel(InputCheck check) {
    return check.line("label", label, MAX_LABEL);
  }
}
