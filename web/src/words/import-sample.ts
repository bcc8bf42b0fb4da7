/** The people of the sample file: their names, and what they have. */
export const sampleWords = {
  firstNames: ["Amelia", "Owen", "Nia", "Karim", "Siobhan", "Daniel", "Priya", "Hamish", "Clara", "Marcus"],
  lastNames: ["Hartley", "Pritchard", "Rees", "Aziz", "Kelly", "Webb", "Abbott", "Sinclair", "Marsh", "Osei"],
  products: ["Heat pump", "Solar panels", "Battery"],
};
