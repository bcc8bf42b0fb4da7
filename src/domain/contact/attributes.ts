/** What the values of an attribute can be compared as; `text` where they are written differently. */
export const attributeValueTypes = ["text", "number", "date", "yes_no"] as const;
export type AttributeValueType = (typeof attributeValueTypes)[number];
