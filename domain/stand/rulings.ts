/**
 * Rulings that are logic, not numbers, and so live in code: the clause an answer names.
 * Their texts stand in docs/glossary.md; all are our own defaults until an authority rules.
 */
export const RULINGS = {
  surveyInWindow: 'ruling 34: captured in its window, binding · default',
  surveyAfterWindow: 'ruling 34: captured after its window, binding and late · default',
  surveyBeforeWindow: 'ruling 34: captured before its window, kept, not binding · default',
  surveyNotOwed: 'ruling 34: no check was owed, kept, not binding · default',
  surveyPassedBy: 'ruling 34: a later check has been judged already, its verdict is kept and nothing follows · default',
  surveyBySelf: 'ruling 21: counted by the unit that planted or is paid, kept as SELF, not binding · default',
  auditBinds: 'ruling 22: a higher inspection, binding from its date · default',
  auditNotHigher: 'ruling 22: not higher than the result that stands, kept, not binding · default',
  auditPassedBy: 'ruling 22: a later check has been judged since, kept, not binding · default',
  auditOfReplanted: 'ruling 22: replanted since the result that stands, kept, not binding · default',
  auditOfLost: 'ruling 23: the part is lost, kept, not binding · default',
  lineWaived: 'ruling 37: payment reads the line of the field, by a named waiver · default',
  correction: 'ruling 22: takes the place of a wrong survey at its level, binding · default',
} as const;
