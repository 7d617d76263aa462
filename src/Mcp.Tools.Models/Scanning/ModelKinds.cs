namespace Mcp.Tools.Models.Scanning;

/// <summary>What kind of model a class of transformers is, by its name's end. Pure.</summary>
internal static class ModelKinds
{
    private static readonly (string End, string Type, string Task)[] Known =
    [
        ("ForCausalLM", "decoder-only", "text-generation"),
        ("ForConditionalGeneration", "encoder-decoder", "text2text-generation"),
        ("ForMaskedLM", "encoder-only", "fill-mask"),
        ("ForSequenceClassification", "encoder-only", "text-classification"),
        ("ForTokenClassification", "encoder-only", "token-classification"),
        ("ForQuestionAnswering", "encoder-only", "question-answering"),
        ("ForImageClassification", "vision", "image-classification"),
        ("ForObjectDetection", "vision", "object-detection"),
        ("ForCTC", "audio", "automatic-speech-recognition"),
        ("ForAudioClassification", "audio", "audio-classification"),
    ];

    public static string? Of(string? name, bool isEncoderDecoder, IReadOnlyList<string>? tasks) =>
        (tasks is [var task, ..] ? task : null) switch
        {
            "feature-extraction" or "sentence-similarity" => "embedding",
            "image-text-to-text" or "any-to-any" or "visual-question-answering" => "multimodal",
            "automatic-speech-recognition" or "text-to-speech" or "audio-classification" => "audio",
            "text-to-image" or "image-classification" or "object-detection" or "image-segmentation" => "vision",
            _ => isEncoderDecoder ? "encoder-decoder" : Find(name)?.Type,
        };

    public static IReadOnlyList<string>? Tasks(string? name) => Find(name) is { } known ? [known.Task] : null;

    private static (string End, string Type, string Task)? Find(string? name) =>
        name is not null && Known.FirstOrDefault(known => name.EndsWith(known.End, StringComparison.Ordinal)) is { End: not null } found ? found : null;
}
