/** As much of JSON Schema as the contract comes out as. */
export interface JsonShape {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maxLength?: number;
  maxItems?: number;
  maxProperties?: number;
  items?: JsonShape;
  properties?: Record<string, JsonShape>;
  required?: string[];
  additionalProperties?: boolean | JsonShape;
  propertyNames?: JsonShape;
  anyOf?: JsonShape[];
  oneOf?: JsonShape[];
  allOf?: JsonShape[];
  prefixItems?: JsonShape[];
  $ref?: string;
  $defs?: Record<string, JsonShape>;
}
