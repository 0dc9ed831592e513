package io.herald.execution.simulation;

/**
 * How often the way to the database fails, each between 0 and 1, per statement.
 *
 * @param requestLost the connection breaks before the server hears of the statement
 * @param answerLost it breaks after the statement was carried out
 * @param slow the statement takes long to get there; it is carried out then, whatever became of the
 *     process that sent it
 * @param serverError the server refuses for a reason of its own
 */
record Mishaps(double requestLost, double answerLost, double slow, double serverError) {
  static final Mishaps NONE = new Mishaps(0, 0, 0, 0);
}
