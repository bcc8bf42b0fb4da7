/** What is said in many places: of what loads, and by buttons that are everywhere. */

export const loading = "Loading";
