// What someone sees who has no model yet. Pure; must not know VS Code.

export interface GreetingSituation {
  /** In any window, ever. */
  readonly wasGreeted: boolean;
  /** VS Code's own setting: whether extensions may open their walkthroughs. */
  readonly opensWalkthroughs: boolean;
}

/** Once in all: whoever closes it does not want it now, and the status bar goes on saying that there is no model. */
export function decideGreeting({
  wasGreeted,
  opensWalkthroughs,
}: GreetingSituation): 'walkthrough' | 'notice' | 'nothing' {
  if (wasGreeted) return 'nothing';
  return opensWalkthroughs ? 'walkthrough' : 'notice';
}
