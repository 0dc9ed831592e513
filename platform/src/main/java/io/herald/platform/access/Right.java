package io.herald.platform.access;

import java.util.Arrays;
import java.util.Optional;

/** The named rights an operator may hold, itself or through a group (SEC-3). */
public enum Right {
  /** May do everything. */
  ADMINISTRATION("ADMINISTRATION"),
  /** May push events and read their status. */
  MESSAGE_CENTER_EXECUTION("MESSAGE CENTER EXECUTION"),
  /** May design, publish and unpublish transactional messages. */
  PUBLISH_TRANSACTIONAL("PUBLISH TRANSACTIONAL"),
  /** May prepare deliveries. */
  PREPARE_DELIVERIES("PREPARE DELIVERIES"),
  /** May start deliveries. */
  START_DELIVERIES("START DELIVERIES"),
  /** May export. */
  EXPORT("EXPORT"),
  /** May import. */
  IMPORT("IMPORT"),
  /** May run workflows. */
  WORKFLOW("WORKFLOW"),
  /** May approve. */
  APPROVAL("APPROVAL"),
  /** May release scripts and queries. */
  VALIDATE_SCRIPT("VALIDATE SQL/SCRIPT"),
  /** May edit web applications. */
  WEB_APPLICATIONS("WEB APPLICATIONS"),
  /** May create and move folders. */
  FOLDERS("FOLDERS"),
  /** May see fields that are flagged personal (SEC-6). */
  PRIVATE_DATA_VIEW("PRIVATE DATA VIEW");

  private final String label;

  Right(String label) {
    this.label = label;
  }

  /** As stored, shown and written in requests. */
  public String label() {
    return label;
  }

  /** The right with this label. */
  public static Optional<Right> of(String label) {
    return Arrays.stream(values()).filter(right -> right.label.equals(label)).findFirst();
  }
}
