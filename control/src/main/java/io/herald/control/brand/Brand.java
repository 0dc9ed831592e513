package io.herald.control.brand;

import io.herald.message.link.Supplies;

/**
 * Whom messages come from (DM-51).
 *
 * @param label for people
 * @param fields what templates see of it
 */
record Brand(String label, Supplies.Brand fields) {
  String name() {
    return fields.name();
  }
}
