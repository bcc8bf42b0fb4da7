/**
 * The names that better-auth's tables and columns have in our database: ours, in snake_case, none of them reserved in
 * SQL. Its own names (`user`, `emailVerified`) would need quotes in every statement.
 */

/** better-auth's field → our column: `emailVerified` → `email_verified`. */
function columns<const Field extends string>(...fields: Field[]): Record<Field, string> {
  const entries = fields.map((field) => [field, field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]);
  return Object.fromEntries(entries) as Record<Field, string>;
}

export const userTable = {
  modelName: "app_user",
  fields: columns("name", "email", "emailVerified", "image", "createdAt", "updatedAt"),
};

export const sessionTable = {
  modelName: "session",
  fields: columns("expiresAt", "token", "createdAt", "updatedAt", "ipAddress", "userAgent", "userId"),
};

export const accountTable = {
  modelName: "account",
  fields: columns(
    "accountId",
    "providerId",
    "userId",
    "accessToken",
    "refreshToken",
    "idToken",
    "accessTokenExpiresAt",
    "refreshTokenExpiresAt",
    "scope",
    "password",
    "createdAt",
    "updatedAt",
  ),
};

export const verificationTable = {
  modelName: "verification",
  fields: columns("identifier", "value", "expiresAt", "createdAt", "updatedAt"),
};

const organisationId = { organizationId: "organisation_id" };

export const organisationTables = {
  session: { fields: { activeOrganizationId: "active_organisation_id" } },
  organization: {
    modelName: "organisation",
    fields: columns("name", "slug", "logo", "createdAt", "metadata"),
  },
  member: {
    modelName: "member",
    fields: { ...organisationId, ...columns("userId", "role", "createdAt") },
  },
  invitation: {
    modelName: "invitation",
    fields: { ...organisationId, ...columns("email", "role", "status", "expiresAt", "createdAt", "inviterId") },
  },
};

export const apiKeyTables = {
  apikey: {
    modelName: "api_key",
    fields: {
      referenceId: "organisation_id",
      ...columns(
        "configId",
        "name",
        "start",
        "prefix",
        "key",
        "refillInterval",
        "refillAmount",
        "lastRefillAt",
        "enabled",
        "rateLimitEnabled",
        "rateLimitTimeWindow",
        "rateLimitMax",
        "requestCount",
        "remaining",
        "lastRequest",
        "expiresAt",
        "createdAt",
        "updatedAt",
        "permissions",
        "metadata",
      ),
    },
  },
};
