/** The words of a campaign that begins. */

/** The name that a draft has until a person gives it one. */
export const unnamedCampaign = "Untitled campaign";

export const createWord = "Create Campaign";
