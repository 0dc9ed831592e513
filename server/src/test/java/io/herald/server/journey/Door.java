package io.herald.server.journey;

/** The ways an event comes in. */
enum Door {
  /** An order, type {@code order_confirmation}. */
  SOAP,
  /** A cart that was left, type {@code EVTcartAbandonment}. */
  REST
}
