// The linter, which works beside the page.
import "onrecord/worker";
