/**
 * Rulings that are logic, not numbers, and so live in code: the clause an answer names.
 * Their texts stand in docs/glossary.md; all are our own defaults until an authority rules.
 */
export const RULINGS = {
  surveyInWindow: 'ruling 34: captured in its window, binding · default',
  surveyAfterWindow: 'ruling 34: captured after its window, binding and late · default',
  surveyBeforeWindow: 'ruling 34: captured before its window, kept, not binding · default',
  surveyNotOwed: 'ruling 34: no check was owed, kept, not binding · default',
} as const;
