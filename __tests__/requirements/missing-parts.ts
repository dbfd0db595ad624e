/** Why requirements of the canary are not met. */
export const noCanary = "there is no canary yet, only the group for its traces";

/** Why requirements of the browser's client are not met. */
export const noFrontEnd = "no front end is part of this project";
