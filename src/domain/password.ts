/** How many characters a password may have when it is set; what else holds for it, http/accounts/passwords.ts knows. */
export const passwordLength = { min: 10, max: 128 };
