using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Tools.Confirmation;

/// <summary>
/// Whether a person has agreed to a call. Where the client shows forms, the person is asked there; else the first call answers with the
/// plan and its id, and only a second call with that id counts as agreed.
/// </summary>
internal sealed class Consent(string tool, PlanSeal seal, bool repeatable)
{
    private static readonly string Minutes = FormattableString.Invariant($"{PlanSeal.Lifetime.TotalMinutes} minutes");

    /// <param name="call">The tool and its arguments, without the two that confirm.</param>
    /// <param name="plan">What would be done, in words.</param>
    /// <param name="confirmed">The id that came with <c>confirm</c>; null: none did.</param>
    /// <param name="refused">Told, for the audit, why a confirmation does not count.</param>
    /// <exception cref="InputRequiredException">The client is to ask the person.</exception>
    /// <exception cref="McpException">Nobody has agreed; the message says what to do.</exception>
    public void Require(string call, string plan, string? confirmed, CallerDialog dialog, Action<string> refused)
    {
        if (confirmed is not null)
        {
            RequirePlan(call, plan, confirmed, dialog, refused);
        }
        else if (!dialog.CanAsk)
        {
            throw Needed("Nothing is done yet.", call, plan, dialog);
        }
        else if (dialog.State is not { } state)
        {
            throw new InputRequiredException(
                new Dictionary<string, InputRequest> { [CallerDialog.Question] = InputRequest.ForElicitation(ConfirmationForm.Of(plan)) },
                seal.Seal(call, dialog.Principal));
        }
        else
        {
            RequireAnswer(call, plan, state, dialog, refused);
        }
    }

    private void RequirePlan(string call, string plan, string confirmed, CallerDialog dialog, Action<string> refused)
    {
        var problem = seal.Open(confirmed, call, dialog.Principal, once: !repeatable) switch
        {
            SealVerdict.Valid => null,
            SealVerdict.Expired => $"That plan is older than {Minutes}, so nothing is done.",
            SealVerdict.Used => "That plan has been carried out already, so nothing is done again.",
            _ => "That 'plan' was not given for these arguments in this connection, so nothing is done.",
        };
        if (problem is not null)
        {
            refused($"refused: {problem}");
            throw Needed(problem, call, plan, dialog);
        }
    }

    private void RequireAnswer(string call, string plan, string state, CallerDialog dialog, Action<string> refused)
    {
        if (seal.Open(state, call, dialog.Principal, once: true) is var verdict and not SealVerdict.Valid)
        {
            refused($"refused: the answer to the form was {(verdict == SealVerdict.Expired ? "late" : "not for this call")}");
            throw verdict == SealVerdict.Expired
                ? new McpException($"The person answered after more than {Minutes}, so nothing was done. Call {tool} again to ask anew.")
                : new McpProtocolException($"The 'requestState' is not the one of this call, so nothing was done. Call {tool} again without it to ask anew.", McpErrorCode.InvalidParams);
        }

        if (ConfirmationForm.Agrees(dialog.Answer))
        {
            return;
        }

        if (dialog.Answer is null or { Action: "cancel" })
        {
            // Closed without an answer, as a client without a screen does: neither a yes nor a no.
            refused("not confirmed: the form was closed without an answer");
            throw Needed("The form was closed without an answer, so nothing is done.", call, plan, dialog);
        }

        refused("declined by the person");
        throw new McpException($"The person declined: nothing was done. Do not call {tool} for this again unless they ask for it.");
    }

    private ConfirmationNeededException Needed(string why, string call, string plan, CallerDialog dialog)
    {
        var id = seal.Seal(call, dialog.Principal);
        return new($"{why} The plan: {plan} Show it to the person. If they agree, call {tool} again within {Minutes} with the same arguments and 'confirm': true, 'plan': \"{id}\".", id);
    }
}
