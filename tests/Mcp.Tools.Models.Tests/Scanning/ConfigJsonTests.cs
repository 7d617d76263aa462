using System.Text;
using Mcp.Tools.Models.Scanning;

namespace Mcp.Tools.Models.Tests.Scanning;

public sealed class ConfigJsonTests
{
    [Theory]
    [InlineData("""{"model_type":"llama","num_hidden_layers":32,"num_attention_heads":32,"num_key_value_heads":8,"hidden_size":4096,"max_position_embeddings":131072,"torch_dtype":"bfloat16","architectures":["LlamaForCausalLM"]}""", "llama", 32, 8, 128, 131_072)]
    [InlineData("""{"model_type":"qwen3","head_dim":128,"num_hidden_layers":28,"num_attention_heads":16,"num_key_value_heads":8,"hidden_size":1024}""", "qwen3", 28, 8, 128, null)]
    [InlineData("""{"model_type":"gpt2","n_layer":12,"n_head":12,"n_embd":768,"n_positions":1024}""", "gpt2", 12, 12, 64, 1024)]
    [InlineData("""{"model_type":"gemma3","text_config":{"num_hidden_layers":34,"num_attention_heads":8,"num_key_value_heads":4,"head_dim":256,"hidden_size":2560}}""", "gemma3", 34, 4, 256, null)]
    [InlineData("""{"model_type":"falcon","multi_query":true,"num_hidden_layers":32,"num_attention_heads":71,"hidden_size":4544}""", "falcon", 32, 1, 64, null)]
    [InlineData("""{"model_type":"odd","num_hidden_layers":-1,"num_attention_heads":"x","hidden_size":1e99}""", "odd", null, null, null, null)]
    public void Parse_Families_GiveTheShape(string json, string type, int? layers, int? heads, int? dimension, int? context)
    {
        var config = ConfigJson.Parse(Encoding.UTF8.GetBytes(json));
        Assert.Equal((type, layers, heads, dimension, context), (config.ModelType, config.Layers, config.KvHeads, config.HeadDim, config.ContextLength));
    }

    [Theory]
    [InlineData("""{"quantization_config":{"quant_method":"gptq","bits":4}}""", 4)]
    [InlineData("""{"quantization_config":{"quant_method":"bitsandbytes","load_in_8bit":true}}""", 8)]
    [InlineData("""{"quantization_config":{"quant_method":"fp8"}}""", 8)]
    [InlineData("""{"quantization_config":7}""", null)]
    public void Parse_Quantised_GivesTheBits(string json, int? bits) => Assert.Equal(bits, ConfigJson.Parse(Encoding.UTF8.GetBytes(json)).QuantizedBits);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"a\":")]
    public void Parse_NoObject_IsDamaged(string json) => Assert.Throws<DamagedFileException>(() => ConfigJson.Parse(Encoding.UTF8.GetBytes(json)));
}
