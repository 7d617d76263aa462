using System.Globalization;

namespace Mcp.Tools.Models.Serving;

/// <summary>The right commands and flags of each engine for a host. Pure.</summary>
internal static class LaunchPlans
{
    private const string Loopback = "127.0.0.1";
    private const string AllInterfaces = "0.0.0.0";

    /// <summary>GGUF goes to llama.cpp, and so does everything without a GPU; the rest to vLLM.</summary>
    public static ServingEngine Usual(LaunchRequest request) => request.IsGguf || request.Gpus == 0 ? ServingEngine.LlamaCpp : ServingEngine.VLlm;

    /// <returns>The plan, or why this engine cannot serve it here.</returns>
    public static (LaunchPlan? Plan, string? Problem) Of(ServingEngine engine, LaunchRequest request) => engine switch
    {
        ServingEngine.VLlm when request.GgufFile is not null => (null, "vLLM serves safetensors; use llama.cpp or Ollama for this GGUF file."),
        ServingEngine.VLlm => (VLlm(request), null),
        ServingEngine.TextGenerationInference when request.IsGguf => (null, "TGI serves safetensors; use llama.cpp or Ollama for this GGUF file."),
        ServingEngine.TextGenerationInference when request.Gpus == 0 => (null, "TGI needs a GPU that the model fits on, and there is none here; use llama.cpp."),
        ServingEngine.TextGenerationInference => (Tgi(request), null),
        _ when !request.IsGguf && request.Model.Location is not null => (null, $"{Name(engine)} serves GGUF files, and this model has none: convert it (llama.cpp's convert_hf_to_gguf.py), scan a GGUF version, or use vLLM."),
        ServingEngine.Ollama => (Ollama(request), null),
        _ => (LlamaCpp(request), null),
    };

    public static string Name(ServingEngine engine) => engine switch
    {
        ServingEngine.LlamaCpp => "llama.cpp",
        ServingEngine.VLlm => "vllm",
        ServingEngine.Ollama => "ollama",
        _ => "tgi",
    };

    // https://github.com/ggml-org/llama.cpp/tree/master/tools/server: --ctx-size is shared by all slots.
    private static LaunchPlan LlamaCpp(LaunchRequest request)
    {
        var context = Text((long)request.ContextLength * request.Batch);
        var layers = request.Gpus > 0 ? "999" : "0";
        string[] model = request.GgufFile is { } file ? ["--model", file] : ["--hf-repo", request.Model.Id];
        return new LaunchPlan(
            [],
            None,
            ["llama-server", .. model, "--ctx-size", context, "--parallel", Text(request.Batch), "--n-gpu-layers", layers, "--host", Loopback, "--port", Text(request.Port), .. More(request)],
            request.Gpus > 0 ? "ghcr.io/ggml-org/llama.cpp:server-cuda" : "ghcr.io/ggml-org/llama.cpp:server",
            true,
            new Dictionary<string, string>
            {
                [request.GgufFile is null ? "LLAMA_ARG_HF_REPO" : "LLAMA_ARG_MODEL"] = request.GgufFile is { } path ? InContainer(path) : request.Model.Id,
                ["LLAMA_ARG_CTX_SIZE"] = context,
                ["LLAMA_ARG_N_PARALLEL"] = Text(request.Batch),
                ["LLAMA_ARG_N_GPU_LAYERS"] = layers,
                ["LLAMA_ARG_HOST"] = AllInterfaces,
                ["LLAMA_ARG_PORT"] = Text(request.Port),
            },
            request.GgufFile is null && !request.IsGguf ? ["The hub's repository must hold a GGUF file; name its quantisation behind a colon if it holds several."] : []);
    }

    // https://docs.vllm.ai/en/latest/cli/serve.html
    private static LaunchPlan VLlm(LaunchRequest request) => new(
        [],
        request.Gpus > 0 ? None : new Dictionary<string, string> { ["VLLM_CPU_KVCACHE_SPACE"] = "4" },
        [
            "vllm", "serve", request.FolderOrId, .. Revision(request), "--max-model-len", Text(request.ContextLength), "--max-num-seqs", Text(request.Batch),
            .. request.Gpus > 1 ? ["--tensor-parallel-size", Text(request.Gpus)] : Array.Empty<string>(), "--host", Loopback, "--port", Text(request.Port), .. More(request),
        ],
        "vllm/vllm-openai:latest",
        false,
        None,
        request.Gpus > 0 ? [] : ["No GPU: this needs a vLLM that was built for the processor; llama.cpp is the usual choice here."]);

    // https://docs.ollama.com/faq: the server is set by variables, a file of one's own comes in by a Modelfile.
    private static LaunchPlan Ollama(LaunchRequest request)
    {
        var isLocal = request.GgufFile is not null;
        var name = isLocal ? Path.GetFileNameWithoutExtension(request.GgufFile!).ToLowerInvariant()
            : request.Model.Id.Contains('/', StringComparison.Ordinal) ? $"hf.co/{request.Model.Id}" : request.Model.Id;
        Dictionary<string, string> environment = new()
        {
            ["OLLAMA_HOST"] = $"{Loopback}:{Text(request.Port)}",
            ["OLLAMA_CONTEXT_LENGTH"] = Text(request.ContextLength),
            ["OLLAMA_NUM_PARALLEL"] = Text(request.Batch),
        };
        return new LaunchPlan(
            [],
            environment,
            ["ollama", "serve"],
            "ollama/ollama:latest",
            true,
            new Dictionary<string, string>(environment) { ["OLLAMA_HOST"] = $"{AllInterfaces}:{Text(request.Port)}" },
            isLocal
                ? [$"Once, while it serves: write a file Modelfile with the line FROM {request.GgufFile}, then run OLLAMA_HOST={Loopback}:{Text(request.Port)} ollama create {ShellWords.Quote(name)} -f Modelfile."]
                : [$"Once, while it serves: OLLAMA_HOST={Loopback}:{Text(request.Port)} ollama pull {ShellWords.Quote(name)}."]);
    }

    // https://huggingface.co/docs/text-generation-inference/reference/launcher: each option has a variable too.
    private static LaunchPlan Tgi(LaunchRequest request) => new(
        [],
        None,
        [
            "text-generation-launcher", "--model-id", request.FolderOrId, .. Revision(request), "--max-total-tokens", Text(request.ContextLength),
            "--max-input-tokens", Text(Math.Max(1, request.ContextLength - Math.Max(1, request.ContextLength / 4))), "--max-concurrent-requests", Text(request.Batch),
            .. request.Gpus > 1 ? ["--num-shard", Text(request.Gpus)] : Array.Empty<string>(), "--hostname", Loopback, "--port", Text(request.Port), .. More(request),
        ],
        "ghcr.io/huggingface/text-generation-inference:latest",
        true,
        new Dictionary<string, string>
        {
            ["MODEL_ID"] = request.Model.Location is null ? request.Model.Id : InContainer(request.FolderOrId),
            ["MAX_TOTAL_TOKENS"] = Text(request.ContextLength),
            ["MAX_INPUT_TOKENS"] = Text(Math.Max(1, request.ContextLength - Math.Max(1, request.ContextLength / 4))),
            ["MAX_CONCURRENT_REQUESTS"] = Text(request.Batch),
            ["HOSTNAME"] = AllInterfaces,
            ["PORT"] = Text(request.Port),
        },
        []);

    /// <summary>Where a file of the host lies inside the container.</summary>
    internal static string InContainer(string path) => $"/models/{Path.GetFileName(path)}";

    private static Dictionary<string, string> None => [];

    private static string[] Revision(LaunchRequest request) =>
        request.Model is { Location: null, Revision: { } revision } ? ["--revision", revision] : [];

    private static IReadOnlyList<string> More(LaunchRequest request) => request.Model.Serving?.Arguments ?? [];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
