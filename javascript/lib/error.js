// The one error that this package throws.

/** What is wrong, where, and what to do. */
export class OnrecordError extends Error {
  name = "OnrecordError";
}
